package org.paralux.proxy.kernel;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** Binds functions of the C library. Thread-safe. */
public final class NativeCall {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final VarHandle ERRNO =
            Linker.Option.captureStateLayout().varHandle(PathElement.groupElement("errno"));

    private NativeCall() {}

    /** A function that tells why it failed; its first argument is memory for that, of {@code captureStateLayout}. */
    public static MethodHandle failing(String name, FunctionDescriptor function, Linker.Option... more) {
        Linker.Option[] options = new Linker.Option[more.length + 1];
        options[0] = Linker.Option.captureCallState("errno");
        System.arraycopy(more, 0, options, 1, more.length);
        return sure(name, function, options);
    }

    /** A function of whose failure nothing more is to be known. */
    @SuppressWarnings("restricted") // the one place that calls out of Java
    public static MethodHandle sure(String name, FunctionDescriptor function, Linker.Option... options) {
        MemorySegment address = LINKER.defaultLookup().findOrThrow(name);
        return LINKER.downcallHandle(address, function, options);
    }

    /** As in the kernel: the result, or the error number with its sign turned. */
    public static long orError(long result, MemorySegment callState) {
        return result >= 0 ? result : -(int) ERRNO.get(callState, 0L);
    }

    /** A call by a method handle declares every {@link Throwable}, and throws none but what a bug would. */
    public static IllegalStateException impossible(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("system call", e);
    }
}
