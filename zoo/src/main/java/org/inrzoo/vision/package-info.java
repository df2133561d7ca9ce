/**
 * Networks that tell pictures' classes apart: architectures by name, their training on labelled pictures, what is kept of it.
 *
 * <p>{@link org.inrzoo.vision.VisionModels} finds them, {@link org.inrzoo.vision.ClassifierRun} trains one in a folder,
 * {@link org.inrzoo.vision.Classifier} is a trained one. They stand beside the coordinate networks of
 * {@link org.inrzoo.family}, whose registry holds only functions of points.
 */
package org.inrzoo.vision;
