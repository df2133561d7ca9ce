/** What all exceptions of the library have in common. */
package org.inrzoo.error;
