package org.inrzoo.site;

/**
 * What was made.
 *
 * @param folder of the site
 * @param pages HTML files, without the Javadoc's
 * @param models pages of models
 * @param specimens models with pictures of a fitted network
 * @param viewers networks that can be looked at in the browser
 * @param notebooks pages of notebooks and exercises
 * @param bytes of all files
 * @param javadoc whether the Javadoc is there
 * @param seconds it took
 */
public record SiteReport(
        String folder,
        int pages,
        int models,
        int specimens,
        int viewers,
        int notebooks,
        long bytes,
        boolean javadoc,
        double seconds) {}
