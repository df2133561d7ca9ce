package org.inrzoo.launcher;

/** What a user is to be told in one line, with the exit code: 1 a failure, 2 a wrong call. */
final class LauncherException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;

    private LauncherException(int code, String message) {
        super(message);
        this.code = code;
    }

    static LauncherException failure(String message) {
        return new LauncherException(1, message);
    }

    static LauncherException wrongCall(String message) {
        return new LauncherException(2, message);
    }

    int code() {
        return code;
    }
}
