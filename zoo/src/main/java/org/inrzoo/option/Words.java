package org.inrzoo.option;

import java.util.List;

/** The words that an option may be, where they are found when the program runs; made by a public constructor without arguments. */
public interface Words {

    /** All of them: lower case, hyphenated. */
    List<String> words();
}
