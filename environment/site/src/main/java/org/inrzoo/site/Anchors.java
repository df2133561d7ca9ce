package org.inrzoo.site;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The names of a page's headings, for links to them. */
final class Anchors {

    private final Map<String, Integer> given = new HashMap<>();

    /** A heading's name: its words in lower case with hyphens between; a second one of the same words has a number behind. */
    String of(String heading) {
        String slug = slug(heading);
        int before = given.merge(slug, 1, Integer::sum) - 1;
        return before == 0 ? slug : slug + "-" + before;
    }

    static String slug(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .strip()
                .replaceAll("[ _]+", "-");
    }
}
