package org.paralux.proxy.kernel;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A function of the C library that takes six whole numbers or addresses at most. Thread-safe.
 *
 * <p>All are called in one shape, six registers of 64 bits: a function reads those it has, and of each the bits it wants,
 * whether it is declared with them or with dots (System V ABI for x86-64, 3.2.3; Procedure Call Standard for the Arm
 * 64-bit Architecture, 6.8.2). For each other shape Java would make a dozen classes, anew at each start.
 */
public final class NativeCall {
    private static final int MOST_ARGUMENTS = 6;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final VarHandle ERRNO =
            Linker.Option.captureStateLayout().varHandle(PathElement.groupElement("errno"));

    @SuppressWarnings("restricted") // with the scanner of frames, the one place that calls out of Java
    private static final MethodHandle CALL = LINKER.downcallHandle(
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.captureCallState("errno"));

    /** Of calls of whose failure nothing more is to be known: written by all, and never read. */
    private static final MemorySegment UNREAD = newState(Arena.global());

    private final MemorySegment address;

    private NativeCall(MemorySegment address) {
        this.address = address;
    }

    /**
     * The function of that name.
     *
     * @throws java.util.NoSuchElementException where the C library has none
     */
    public static NativeCall of(String name) {
        return new NativeCall(LINKER.defaultLookup().findOrThrow(name));
    }

    /** Memory in which calls leave why they failed, those of one thread at a time. */
    public static MemorySegment newState(Arena arena) {
        return arena.allocate(Linker.Option.captureStateLayout());
    }

    /**
     * Calls it.
     *
     * @return what it returned; of a function of {@code int} only the lower half has a meaning
     */
    public long call(long... arguments) {
        return call(UNREAD, arguments);
    }

    /** Calls a function of {@code int}: the result or, as in the kernel, the error number with its sign turned. */
    public int intOrError(MemorySegment state, long... arguments) {
        int result = (int) call(state, arguments);
        return result >= 0 ? result : -error(state);
    }

    /** Calls a function of {@code long}, as {@link #intOrError}. */
    public long longOrError(MemorySegment state, long... arguments) {
        long result = call(state, arguments);
        return result >= 0 ? result : -error(state);
    }

    private long call(MemorySegment state, long[] arguments) {
        long[] all = arguments.length == MOST_ARGUMENTS ? arguments : Arrays.copyOf(arguments, MOST_ARGUMENTS);
        try {
            return (long) CALL.invokeExact(address, state, all[0], all[1], all[2], all[3], all[4], all[5]);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("a function of C throws nothing", e);
        }
    }

    private static int error(MemorySegment state) {
        return (int) ERRNO.get(state, 0L);
    }
}
