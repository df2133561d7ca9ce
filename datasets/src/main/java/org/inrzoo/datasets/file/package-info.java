/** What the readers of all kinds of signals share: bounded reading of a file's bytes, and one family of refusals. */
package org.inrzoo.datasets.file;
