package org.inrzoo.option;

/** Texts of users and of files as messages quote them: between quotes, on one line, and shortened where they are long. */
public final class Quoted {

    private static final int LONGEST = 80;

    private Quoted() {}

    /** The text between single quotes; of a long one, its first letters, three dots and how many there are. */
    public static String of(String text) {
        return "'" + shortened(text) + "'";
    }

    /** The text without quotes; of a long one, its first letters, three dots and how many there are. */
    public static String shortened(String text) {
        boolean whole = text.length() <= LONGEST;
        String line = (whole ? text : text.substring(0, LONGEST)).replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ");
        return whole ? line : line + "... (" + text.length() + " letters)";
    }
}
