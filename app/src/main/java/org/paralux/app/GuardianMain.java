package org.paralux.app;

import java.io.IOException;
import org.paralux.proxy.attach.Guardian;

/** The second process of an attached proxy; not to be started by people. */
final class GuardianMain {
    private GuardianMain() {}

    public static void main(String[] args) throws IOException {
        Guardian.run(args, System.in, System.out, System.err);
    }
}
