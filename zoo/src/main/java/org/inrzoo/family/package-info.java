/**
 * The zoo's families, one file each: a record of the family's hyperparameters, the method that turns it into an
 * {@link org.inrzoo.network.Architecture}, and at the end a flat list of the named variants with their recipes.
 */
package org.inrzoo.family;
