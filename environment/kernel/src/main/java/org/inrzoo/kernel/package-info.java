/**
 * A Jupyter kernel for Java: {@link org.inrzoo.kernel.Kernel} speaks the protocol (version 5.3) over ZeroMQ,
 * {@link org.inrzoo.kernel.Session} evaluates cells with the JDK's shell, {@link org.inrzoo.kernel.Display} is what cells
 * can call.
 */
package org.inrzoo.kernel;
