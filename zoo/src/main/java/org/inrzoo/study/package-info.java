/** Several fits of one image or other signal side by side: models against each other, or one model's settings, over seeds. */
package org.inrzoo.study;
