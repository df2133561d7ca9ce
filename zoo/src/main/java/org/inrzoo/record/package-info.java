/** The records of fits, {@code result.json}, and those that ship with the zoo. */
package org.inrzoo.record;
