/** The command line: each command is a thin caller of the rooms below. */
package org.inrzoo.cli;
