/**
 * The launcher behind the scripts {@code inrzoo} and {@code inrzoo.cmd}, which only find a JDK, compile this package and start
 * {@link org.inrzoo.launcher.Main}. It needs nothing but the JDK, since it runs before anything is built.
 */
package org.inrzoo.launcher;
