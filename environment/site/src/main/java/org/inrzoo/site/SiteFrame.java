package org.inrzoo.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What all pages have around their content: head, navigation, foot. */
final class SiteFrame {

    static final String FRONT = "index.html";
    static final String GALLERY = "gallery.html";
    static final String LEARN = "learn.html";
    static final String GUIDES = "guides.html";
    static final String RESULTS = "results.html";

    /** Page to what the navigation calls it. */
    private static final Map<String, String> SECTIONS = new LinkedHashMap<>();

    static {
        SECTIONS.put(GALLERY, "Gallery");
        SECTIONS.put(LEARN, "Notebooks");
        SECTIONS.put(RESULTS, "Results");
        SECTIONS.put(GUIDES, "Guides");
    }

    private static final String STYLE = "assets/site.css";

    private SiteFrame() {}

    /** A whole file. */
    static String html(SitePage page) {
        List<Html> sections = SECTIONS.entrySet().stream()
                .map(section -> Html.of(
                        "<li><a href=\"{}\"{}>{}</a></li>",
                        page.to(section.getKey()),
                        section.getKey().equals(page.section()) ? new Html(" aria-current=\"true\"") : Html.NOTHING,
                        section.getValue()))
                .toList();
        List<Html> scripts = page.scripts().stream()
                .map(script -> Html.of("<script src=\"{}\" defer></script>\n", page.to(script)))
                .toList();
        return Html.of(
                        """
                        <!DOCTYPE html>
                        <html lang="en">
                        <head>
                        <meta charset="utf-8">
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <meta name="color-scheme" content="light dark">
                        <title>{}</title>
                        <link rel="stylesheet" href="{}">
                        <link rel="icon" href="data:,">
                        {}</head>
                        <body>
                        <a class="skip" href="#main">To the content</a>
                        <header class="top">
                        <a class="home" href="{}">INR zoo</a>
                        <nav aria-label="Site"><ul>
                        {}</ul></nav>
                        </header>
                        <main id="main" tabindex="-1"{}>
                        {}
                        </main>
                        <footer><p>Every number and picture here is of a recorded fit, or computed from a model's definition.
                        Apache licence 2.0; pictures of their <a href="{}">sources</a>.</p></footer>
                        </body>
                        </html>
                        """,
                        page.title(),
                        page.to(STYLE),
                        scripts,
                        page.to(FRONT),
                        sections,
                        page.wide() ? new Html(" class=\"wide-page\"") : Html.NOTHING,
                        page.main(),
                        page.to(SiteGuides.PROVENANCE))
                .markup();
    }
}
