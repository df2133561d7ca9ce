/** Several fits of one image or other signal, or trainings on the same pictures, side by side: models against each other, or one model's settings, over seeds. */
package org.inrzoo.study;
