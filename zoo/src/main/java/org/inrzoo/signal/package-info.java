/** Kinds of signals: how each is read, what is good about it, and how a network that represents one is shown. */
package org.inrzoo.signal;
