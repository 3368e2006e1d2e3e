using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Comparisons, logic and limits.</content>
    public partial class Tensor
    {
        /// <summary>Where the elements are equal.</summary>
        public Tensor eq(Tensor target) => Ops.EqTensor.Call(this, target);

        /// <summary>Where the elements equal a number.</summary>
        public Tensor eq(Scalar target) => Ops.EqScalar.Call(this, target);

        /// <summary>Where the elements differ.</summary>
        public Tensor ne(Tensor target) => Ops.NeTensor.Call(this, target);

        /// <summary>Where the elements differ from a number.</summary>
        public Tensor ne(Scalar target) => Ops.NeScalar.Call(this, target);

        /// <summary>Where this is less.</summary>
        public Tensor lt(Tensor target) => Ops.LtTensor.Call(this, target);

        /// <summary>Where this is less than a number.</summary>
        public Tensor lt(Scalar target) => Ops.LtScalar.Call(this, target);

        /// <summary>Where this is less or equal.</summary>
        public Tensor le(Tensor target) => Ops.LeTensor.Call(this, target);

        /// <summary>Where this is less than or equal to a number.</summary>
        public Tensor le(Scalar target) => Ops.LeScalar.Call(this, target);

        /// <summary>Where this is greater.</summary>
        public Tensor gt(Tensor target) => Ops.GtTensor.Call(this, target);

        /// <summary>Where this is greater than a number.</summary>
        public Tensor gt(Scalar target) => Ops.GtScalar.Call(this, target);

        /// <summary>Where this is greater or equal.</summary>
        public Tensor ge(Tensor target) => Ops.GeTensor.Call(this, target);

        /// <summary>Where this is greater than or equal to a number.</summary>
        public Tensor ge(Scalar target) => Ops.GeScalar.Call(this, target);

        /// <summary>Where the elements differ.</summary>
        public Tensor not_equal(Tensor target) => Ops.NeTensor.Call(this, target);

        /// <summary>Where this is less.</summary>
        public Tensor less(Tensor target) => Ops.LtTensor.Call(this, target);

        /// <summary>Where this is less or equal.</summary>
        public Tensor less_equal(Tensor target) => Ops.LeTensor.Call(this, target);

        /// <summary>Where this is greater.</summary>
        public Tensor greater(Tensor target) => Ops.GtTensor.Call(this, target);

        /// <summary>Where this is greater or equal.</summary>
        public Tensor greater_equal(Tensor target) => Ops.GeTensor.Call(this, target);

        /// <summary>Where the elements are equal.</summary>
        public Tensor equal(Tensor target) => Ops.EqTensor.Call(this, target);

        /// <summary>Where both are not zero.</summary>
        public Tensor logical_and(Tensor other) => Ops.LogicalAnd.Call(this, other);

        /// <summary>Where one or both are not zero.</summary>
        public Tensor logical_or(Tensor other) => Ops.LogicalOr.Call(this, other);

        /// <summary>Where exactly one is not zero.</summary>
        public Tensor logical_xor(Tensor other) => Ops.LogicalXor.Call(this, other);

        /// <summary>Where both are not zero, in place.</summary>
        public Tensor logical_and_(Tensor other) => Ops.LogicalAndInPlace.InPlace(this, other);

        /// <summary>Where one or both are not zero, in place.</summary>
        public Tensor logical_or_(Tensor other) => Ops.LogicalOrInPlace.InPlace(this, other);

        /// <summary>Where exactly one is not zero, in place.</summary>
        public Tensor logical_xor_(Tensor other) => Ops.LogicalXorInPlace.InPlace(this, other);

        /// <summary>The bits set in both.</summary>
        public Tensor bitwise_and(Tensor other) => Ops.BitwiseAndTensor.Call(this, other);

        /// <summary>The bits set in one or both.</summary>
        public Tensor bitwise_or(Tensor other) => Ops.BitwiseOrTensor.Call(this, other);

        /// <summary>The bits set in exactly one.</summary>
        public Tensor bitwise_xor(Tensor other) => Ops.BitwiseXorTensor.Call(this, other);

        /// <summary>The bits set in both, in place.</summary>
        public Tensor bitwise_and_(Tensor other) => Ops.BitwiseAndInPlaceTensor.InPlace(this, other);

        /// <summary>The bits set in one or both, in place.</summary>
        public Tensor bitwise_or_(Tensor other) => Ops.BitwiseOrInPlaceTensor.InPlace(this, other);

        /// <summary>The bits set in exactly one, in place.</summary>
        public Tensor bitwise_xor_(Tensor other) => Ops.BitwiseXorInPlaceTensor.InPlace(this, other);

        /// <summary>The bits shifted towards the higher ones.</summary>
        public Tensor bitwise_left_shift(Tensor other) => Ops.BitwiseLeftShiftTensor.Call(this, other);

        /// <summary>The bits shifted towards the lower ones.</summary>
        public Tensor bitwise_right_shift(Tensor other) => Ops.BitwiseRightShiftTensor.Call(this, other);

        /// <summary>Where the elements are equal within tolerances.</summary>
        public Tensor isclose(Tensor other, double rtol = 1e-5, double atol = 1e-8, bool nanEqual = false) =>
            Ops.Isclose.Call(this, other, rtol, atol, nanEqual);

        /// <summary>Whether all elements are equal within tolerances.</summary>
        public bool allclose(Tensor target, double rtol = 1e-5, double atol = 1e-8, bool equal_nan = false) =>
            Ops.Allclose.CallBool(this, target, rtol, atol, equal_nan);

        /// <summary>Where the elements occur among others.</summary>
        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) =>
            Ops.IsinTensorTensor.Call(this, test_elements, assumeUnique, invert);

        /// <summary>The larger of two elements; NaN wins.</summary>
        public Tensor maximum(Tensor other) => Ops.Maximum.Call(this, other);

        /// <summary>The smaller of two elements; NaN wins.</summary>
        public Tensor minimum(Tensor other) => Ops.Minimum.Call(this, other);

        /// <summary>The larger of two elements; NaN loses.</summary>
        public Tensor fmax(Tensor other) => Ops.Fmax.Call(this, other);

        /// <summary>The smaller of two elements; NaN loses.</summary>
        public Tensor fmin(Tensor other) => Ops.Fmin.Call(this, other);

        /// <summary>The larger of two elements.</summary>
        public Tensor max(Tensor other) => Ops.Maximum.Call(this, other);

        /// <summary>The smaller of two elements.</summary>
        public Tensor min(Tensor other) => Ops.Minimum.Call(this, other);

        /// <summary>Each element limited to a range; a bound that is null does not limit.</summary>
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Ops.Clamp.Call(this, min, max);

        /// <summary>Each element limited to a range of its own; a bound that is null does not limit.</summary>
        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Ops.ClampTensor.Call(this, min, max);

        /// <summary>Each element limited to a range, in place.</summary>
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Ops.ClampInPlace.InPlace(this, min, max);

        /// <summary>Each element limited to a range of its own, in place.</summary>
        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Ops.ClampInPlaceTensor.InPlace(this, min, max);

        /// <summary>Each element limited to a range; a bound that is null does not limit.</summary>
        public Tensor clip(Scalar? min = null, Scalar? max = null) => Ops.Clamp.Call(this, min, max);

        /// <summary>Each element at least a number.</summary>
        public Tensor clamp_min(Scalar min) => Ops.ClampMin.Call(this, min);

        /// <summary>Each element at least a number, in place.</summary>
        public Tensor clamp_min_(Scalar min) => Ops.ClampMinInPlace.InPlace(this, min);

        /// <summary>Each element at most a number.</summary>
        public Tensor clamp_max(Scalar max) => Ops.ClampMax.Call(this, max);

        /// <summary>Each element at most a number, in place.</summary>
        public Tensor clamp_max_(Scalar max) => Ops.ClampMaxInPlace.InPlace(this, max);

        /// <summary>This where the condition holds, the other elsewhere.</summary>
        public Tensor where(Tensor condition, Tensor y) => Ops.WhereSelf.Call(condition, this, y);
    }
}
