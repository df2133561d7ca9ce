/**
 * Pictures with the class that each belongs to, for networks that tell classes apart.
 *
 * <p>{@link org.inrzoo.datasets.label.PictureSources} reads them by a text such as {@code fashion} or {@code cifar10:DIR}; a
 * {@link org.inrzoo.datasets.label.PictureSource} of another jar is found as a service.
 */
package org.inrzoo.datasets.label;
