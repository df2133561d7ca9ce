/** What is fitted: signals as points, wanted values and measures of quality. */
package org.inrzoo.task;
