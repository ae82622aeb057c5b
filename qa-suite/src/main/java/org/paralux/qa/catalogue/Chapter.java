package org.paralux.qa.catalogue;

import java.util.stream.Stream;

/** Cases of one sort, made as they are taken. */
interface Chapter {
    Stream<Case> cases();
}
