/** The command line: each command is a thin caller of the packages below. */
package org.inrzoo.cli;
