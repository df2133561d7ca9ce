/** What a layer is made of: its parameter tensors, how their first values are drawn, and the source of random numbers. */
package org.inrzoo.parameter;
