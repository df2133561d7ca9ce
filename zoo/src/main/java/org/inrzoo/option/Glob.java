package org.inrzoo.option;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Patterns of names: {@code *} is any text, {@code ?} any letter. */
public final class Glob {

    private Glob() {}

    /** Whether a name is one that the pattern means. */
    public static boolean matches(String glob, String name) {
        String regex = glob.chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf((char) c)))
                .collect(Collectors.joining());
        return name.matches(regex);
    }
}
