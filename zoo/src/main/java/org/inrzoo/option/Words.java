package org.inrzoo.option;

import java.util.List;

/** The words that an option may be, where they are found when the program runs; made by a public constructor without arguments. */
public interface Words {

    /** All of them: lower case, hyphenated. */
    List<String> words();

    /** Whether an option may be this text, too, which is none of the words. */
    default boolean allow(String text) {
        return false;
    }

    /** What an option may be beside the words, as the line of an error says it; empty where there is nothing. */
    default String beside() {
        return "";
    }
}
