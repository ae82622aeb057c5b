package org.paralux.app;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Does something at each SIGHUP, on a thread of the virtual machine that is there for signals. Java has no words for
 * signals but those of {@code sun.misc}, of which the compiler warns; so they are called by name.
 */
final class ReloadSignal {
    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private ReloadSignal() {}

    /** @param reload must not throw */
    static void install(Runnable reload) {
        try {
            Class<?> signal = Class.forName(SIGNAL);
            Class<?> handler = Class.forName(HANDLER);
            InvocationHandler onSignal = (_, method, _) -> {
                if (!method.getName().equals("handle")) {
                    throw new UnsupportedOperationException(method.getName());
                }
                reload.run();
                return null;
            };
            Object ours = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, onSignal);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), ours);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("jdk.unsupported has signals in every JDK", e);
        }
    }
}
