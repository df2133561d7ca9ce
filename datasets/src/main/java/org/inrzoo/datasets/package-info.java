/** Signals to represent, each with its provenance and licence. */
package org.inrzoo.datasets;
