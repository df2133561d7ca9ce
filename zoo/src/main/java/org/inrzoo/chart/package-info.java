/** Charts and rows of pictures, with the look that the command line and the notebooks share. */
package org.inrzoo.chart;
