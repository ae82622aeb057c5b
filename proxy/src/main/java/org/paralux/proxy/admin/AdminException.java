package org.paralux.proxy.admin;

/** Something that was asked on the admin socket and cannot be; its message is one line that says what to do. */
public final class AdminException extends Exception {
    private static final long serialVersionUID = 1;

    public AdminException(String message) {
        super(message);
    }
}
