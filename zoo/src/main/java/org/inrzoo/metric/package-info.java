/** How close a reconstruction is to the signal it represents. */
package org.inrzoo.metric;
