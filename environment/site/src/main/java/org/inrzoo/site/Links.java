package org.inrzoo.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where links of the project's files lead in the site. A file that has a page is that page; another one, once it is asked for, becomes a
 * page that shows it, or is copied where it is a picture.
 */
final class Links {

    private static final Set<String> PICTURES = Set.of("png", "gif", "jpg", "jpeg", "svg");
    private static final Set<String> TEXTS =
            Set.of("java", "md", "json", "csv", "txt", "bib", "sh", "ipynb", "xml", "cff", "jsh", "yml", "terms");
    private static final long LONGEST_TEXT = 400_000;
    private static final String SHOWN = "files/";

    private final Path project;
    private final Map<String, String> pages = new LinkedHashMap<>();
    private final Set<String> asked = new TreeSet<>();

    Links(Path project) {
        this.project = project;
    }

    /** Says that a file of the project has a page of its own. */
    void page(String file, String page) {
        pages.put(file, page);
    }

    /** Says that a place of a file of the project, {@code FILE#PLACE}, is one of a page. */
    void place(String place, String page) {
        pages.put(place, page);
    }

    /** The files that are shown or copied because a page links to them. */
    Set<String> asked() {
        return asked;
    }

    /** Where such a file stands in the site. */
    static String shown(String file) {
        return isPicture(file) ? SHOWN + file : SHOWN + file + ".html";
    }

    static boolean isPicture(String file) {
        return PICTURES.contains(ending(file));
    }

    /**
     * A link as a page of the site has it.
     *
     * @param from the file of the project that has the link
     * @param page the page made of it
     * @param target of the link
     * @return empty where it leads to nothing that the site can show
     */
    Optional<String> resolve(String from, String page, String target) {
        if (target.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*")) {
            return target.matches("(?i)(https?|mailto):.*") ? Optional.of(target) : Optional.empty();
        }
        int hash = target.indexOf('#');
        String part = hash < 0 ? "" : "#" + Anchors.slug(target.substring(hash + 1));
        String path = hash < 0 ? target : target.substring(0, hash);
        if (path.isEmpty()) {
            return Optional.of(part);
        }
        Path parent = Path.of(from).getParent();
        Path file = (parent == null ? Path.of(path) : parent.resolve(path)).normalize();
        String name = file.toString().replace('\\', '/');
        if (pages.containsKey(name + part)) {
            return Optional.of(relative(page, pages.get(name + part)));
        }
        return destination(name).map(to -> relative(page, to) + part);
    }

    private Optional<String> destination(String file) {
        if (pages.containsKey(file)) {
            return Optional.of(pages.get(file));
        }
        if (pages.containsKey(file + "/README.md")) {
            return Optional.of(pages.get(file + "/README.md"));
        }
        Path there = project.resolve(file).normalize();
        if (!there.startsWith(project) || !Files.isRegularFile(there) || !isShown(there)) {
            return Optional.empty();
        }
        asked.add(file);
        return Optional.of(shown(file));
    }

    private static boolean isShown(Path file) {
        try {
            String name = file.getFileName().toString();
            boolean text = TEXTS.contains(ending(name)) || !name.contains(".");
            return isPicture(name) || (text && Files.size(file) <= LONGEST_TEXT);
        } catch (IOException e) {
            return false;
        }
    }

    private static String ending(String file) {
        return file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** The way from one page to another file of the site. */
    static String relative(String page, String to) {
        Path folder = Path.of(page).getParent();
        String way = folder == null ? to : folder.relativize(Path.of(to)).toString();
        return way.replace('\\', '/');
    }
}
