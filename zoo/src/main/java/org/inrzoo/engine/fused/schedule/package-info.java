/** Which points are computed when, and on which threads. */
package org.inrzoo.engine.fused.schedule;
