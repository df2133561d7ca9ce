/** Measuring speed: all subjects interleaved in one run, against each other and the processor's measured peak. */
package org.inrzoo.bench;
