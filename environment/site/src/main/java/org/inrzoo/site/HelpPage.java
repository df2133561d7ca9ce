package org.inrzoo.site;

/**
 * What a command of the command line says of itself.
 *
 * @param command its name, of a part of another command behind that one's
 * @param line what it does, in one sentence
 * @param text its help
 */
public record HelpPage(String command, String line, String text) {}
