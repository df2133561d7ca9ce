package org.inrzoo.family;

import java.util.Set;

/**
 * Where a model comes from.
 *
 * @param paper title, authors and venue
 * @param place equation, table or section that defines the model there
 * @param stated settings that the source states; all others the zoo has chosen
 * @param note what a reader should know about the choices, one or two sentences
 */
public record Source(String paper, String place, Set<String> stated, String note) {

    public Source {
        stated = Set.copyOf(stated);
    }
}
