/**
 * Shapes: solids by formula and triangle meshes, their files, and how they are looked at.
 *
 * <p>{@link org.inrzoo.datasets.shape.MeshFiles} reads and writes, {@link org.inrzoo.datasets.shape.Solids} are exact solids by
 * name, {@link org.inrzoo.datasets.shape.Isosurface} turns a function or a grid into a mesh,
 * {@link org.inrzoo.datasets.shape.WindingNumber} tells inside from outside, {@link org.inrzoo.datasets.shape.MeshPicture}
 * shows.
 */
package org.inrzoo.datasets.shape;
