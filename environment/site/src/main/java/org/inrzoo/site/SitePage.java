package org.inrzoo.site;

import java.util.List;

/**
 * A page of the site.
 *
 * @param path its file in the site
 * @param title what the browser's tab says
 * @param section the part of the site that it belongs to, the path of a page that {@link SiteFrame} has in its navigation
 * @param main its content
 * @param scripts files of the site that it runs
 * @param wide whether its content takes all of the window instead of a column of text
 */
record SitePage(String path, String title, String section, Html main, List<String> scripts, boolean wide) {

    SitePage {
        scripts = List.copyOf(scripts);
    }

    /** A page to be read. */
    SitePage(String path, String title, String section, Html main) {
        this(path, title, section, main, List.of(), false);
    }

    /** The way from this page to another file of the site. */
    String to(String other) {
        return Links.relative(path, other);
    }
}
