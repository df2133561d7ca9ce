/** Fitting: recipes as data, one loop for every engine and task, checkpoints that resume bit for bit. */
package org.inrzoo.fit;
