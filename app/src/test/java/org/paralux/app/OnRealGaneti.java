package org.paralux.app;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A class of tests before the cluster behind {@code paralux.luxi.socket}. There is one, so each has it for itself. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("real-ganeti")
@ResourceLock("cluster")
@interface OnRealGaneti {}
