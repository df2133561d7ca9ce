package org.inrzoo.bench;

import org.inrzoo.family.Variant;

/**
 * A training that takes part in a {@link Race}.
 *
 * @param label what tells it from the others, such as the recipe's name
 * @param variant the model; its recipe is how it trains
 */
public record RaceEntry(String label, Variant variant) {}
