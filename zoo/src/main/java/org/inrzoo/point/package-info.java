/**
 * Where a network is asked: points of the unit cube [0,1]^d, whole grids and parts of them, and how an image is split into
 * parts that share their points. Axis 0 is an image's row (downward), axis 1 its column.
 */
package org.inrzoo.point;
