/** Networks as functions: where they live, in which units, and what they say at a point. */
package org.inrzoo.field;
