package org.paralux.proxy.settle;

/** Which daemon was asked. */
public enum Side {
    PRIMARY,
    SHADOW
}
