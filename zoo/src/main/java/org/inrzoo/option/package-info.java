/**
 * Hyperparameters described once: a record component annotated with {@link org.inrzoo.option.Option} is
 * a checked option of the command line, a key of a recipe file and a line of a model card.
 */
package org.inrzoo.option;
