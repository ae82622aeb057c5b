package org.paralux.app.settings;

/** Settings that cannot be used; the message is one line for the operator. */
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }
}
