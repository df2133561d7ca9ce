package org.inrzoo.kernel;

/**
 * Where a snippet stands in the notebook.
 *
 * @param cell the cell's name, such as {@code cell [3]}
 * @param code the cell's code
 * @param offset where in it the snippet begins
 */
record Place(String cell, String code, int offset) {

    /** The place of a snippet's line, counted from 1, for messages. */
    String at(int snippetLine) {
        return cell + ", line " + line(snippetLine);
    }

    /** The text of a snippet's line. */
    String text(int snippetLine) {
        return code.lines().skip(line(snippetLine) - 1).findFirst().orElse("");
    }

    private int line(int snippetLine) {
        return lineOf(code, offset) + snippetLine - 1;
    }

    /** The line, counted from 1, of a position in a text. */
    static int lineOf(String text, int position) {
        return 1
                + (int) text.substring(0, position)
                        .chars()
                        .filter(character -> character == '\n')
                        .count();
    }
}
