/**
 * The checks of the zoo's exercises: what they expect is computed here, where a notebook does not show it, with inputs drawn
 * anew each time. Check cells call them by their full names.
 */
package org.inrzoo.notebook.checks;
