/** A fit in a folder: what it is asked, what it leaves there, how it resumes, and how its weights are read back. */
package org.inrzoo.run;
