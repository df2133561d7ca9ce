package org.inrzoo.notebook.exercise;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A question of an exercise that no check can mark, and what the reader wrote to it.
 *
 * @param question its text
 * @param answer empty where there is none
 */
record Thought(String question, String answer) {

    private static final String QUESTION = "**Think on.**";
    private static final String ANSWER = "**Your answer:**";

    /** The questions of a notebook, each with the text of the cells that follow it, up to the next code or question. */
    static List<Thought> of(NotebookFile notebook) {
        List<Thought> thoughts = new ArrayList<>();
        boolean open = false;
        for (JsonNode cell : notebook.cells()) {
            String text = NotebookFile.source(cell).strip();
            if (NotebookFile.isCode(cell)) {
                open = false;
            } else if (text.startsWith(QUESTION)) {
                thoughts.add(new Thought(text.substring(QUESTION.length()).strip(), ""));
                open = true;
            } else if (open) {
                Thought last = thoughts.remove(thoughts.size() - 1);
                thoughts.add(last.plus(text.replace(ANSWER, "").strip()));
            }
        }
        return thoughts;
    }

    private Thought plus(String more) {
        return new Thought(question, (answer + "\n\n" + more).strip());
    }
}
