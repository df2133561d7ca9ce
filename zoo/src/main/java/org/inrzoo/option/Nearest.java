package org.inrzoo.option;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant who wrote a name that there is none of. */
public final class Nearest {

    /** Letters that are compared; a longer text is no name that was mistyped. */
    private static final int LONGEST = 100;

    private Nearest() {}

    /** The names most like the text, the likest first: those that contain it, then by the letters that differ. */
    public static List<String> of(String text, Collection<String> names, int limit) {
        String lower = shortened(text).toLowerCase(Locale.ROOT);
        return names.stream()
                .sorted(Comparator.comparingInt(name -> name.contains(lower) ? 0 : distance(lower, name)))
                .limit(limit)
                .toList();
    }

    /** The name that the text is probably meant to be: no more than a third of its letters differ. */
    public static Optional<String> likely(String text, Collection<String> names) {
        String lower = shortened(text).toLowerCase(Locale.ROOT);
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(lower, name.toLowerCase(Locale.ROOT))))
                .filter(name -> distance(lower, name.toLowerCase(Locale.ROOT)) <= (lower.length() + 1) / 3);
    }

    /**
     * What to say of an unknown name: {@code did you mean 'width'? The others are …}, or only the latter where none is near.
     *
     * @param rest what follows, a sentence without its capital
     */
    public static String hint(String text, Collection<String> names, String rest) {
        return likely(text, names)
                .map(name ->
                        "did you mean '" + name + "'? " + Character.toUpperCase(rest.charAt(0)) + rest.substring(1))
                .orElse(rest);
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST));
    }

    /**
     * Letters to put in, take out, replace or exchange with their neighbour until one text is the other. By hand, since
     * commons-text counts an exchange, the commonest slip of typing, as two changes.
     */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
