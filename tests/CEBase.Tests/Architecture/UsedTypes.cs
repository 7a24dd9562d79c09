using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace CEBase.Tests.Architecture;

/// <summary>
/// Which types of its own assembly a type uses: in its base, interfaces, attributes, fields and signatures, and in the bodies of its methods.
/// Constants leave no mark in compiled code and are not seen.
/// </summary>
internal sealed class UsedTypes(PEReader file, MetadataReader reader) : ISignatureTypeProvider<int, object?>
{
    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields()
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(o => (int)(ushort)o.Value, o => o.OperandType);

    private readonly HashSet<TypeDefinitionHandle> _used = [];

    /// <summary>The types that this one uses, itself among them perhaps.</summary>
    public IReadOnlySet<TypeDefinitionHandle> Of(TypeDefinition type)
    {
        _used.Clear();
        Add(type.BaseType);
        foreach (var handle in type.GetInterfaceImplementations())
        {
            Add(reader.GetInterfaceImplementation(handle).Interface);
        }
        AddConstraints(type.GetGenericParameters());
        AddAttributes(type.GetCustomAttributes());
        foreach (var handle in type.GetFields())
        {
            reader.GetFieldDefinition(handle).DecodeSignature(this, null);
        }
        foreach (var handle in type.GetMethods())
        {
            AddMethod(reader.GetMethodDefinition(handle));
        }
        return _used;
    }

    private void AddMethod(MethodDefinition method)
    {
        method.DecodeSignature(this, null);
        AddConstraints(method.GetGenericParameters());
        AddAttributes(method.GetCustomAttributes());
        if (method.RelativeVirtualAddress == 0)
        {
            return;
        }
        var body = file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
        {
            reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(this, null);
        }
        foreach (var region in body.ExceptionRegions)
        {
            Add(region.CatchType);
        }
        AddInstructions(body.GetILReader());
    }

    private void AddInstructions(BlobReader code)
    {
        while (code.RemainingBytes > 0)
        {
            int value = code.ReadByte();
            switch (Operands[value == 0xFE ? 0xFE00 | code.ReadByte() : value])
            {
                case OperandType.InlineType or OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok:
                    Add(MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    code.Offset += 4 * code.ReadInt32();
                    break;
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    code.Offset += 1;
                    break;
                case OperandType.InlineVar:
                    code.Offset += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    code.Offset += 8;
                    break;
                default:
                    code.Offset += 4;
                    break;
            }
        }
    }

    private void Add(EntityHandle handle)
    {
        if (handle.IsNil)
        {
            return;
        }
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                _used.Add((TypeDefinitionHandle)handle);
                break;
            case HandleKind.TypeSpecification:
                reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null);
                break;
            case HandleKind.MethodDefinition:
                _used.Add(reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.FieldDefinition:
                _used.Add(reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                Add(reader.GetMemberReference((MemberReferenceHandle)handle).Parent);
                break;
            case HandleKind.MethodSpecification:
                var method = reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                Add(method.Method);
                method.DecodeSignature(this, null);
                break;
        }
    }

    private void AddConstraints(GenericParameterHandleCollection parameters)
    {
        foreach (var constraint in parameters.SelectMany(p => reader.GetGenericParameter(p).GetConstraints()))
        {
            Add(reader.GetGenericParameterConstraint(constraint).Type);
        }
    }

    private void AddAttributes(CustomAttributeHandleCollection attributes)
    {
        foreach (var attribute in attributes)
        {
            Add(reader.GetCustomAttribute(attribute).Constructor);
        }
    }

    // The provider only gathers; what it builds is of no interest.
    int ISimpleTypeProvider<int>.GetPrimitiveType(PrimitiveTypeCode typeCode) => 0;
    int ISimpleTypeProvider<int>.GetTypeFromReference(MetadataReader r, TypeReferenceHandle handle, byte rawTypeKind) => 0;
    int ISimpleTypeProvider<int>.GetTypeFromDefinition(MetadataReader r, TypeDefinitionHandle handle, byte rawTypeKind) => _used.Add(handle) ? 1 : 0;
    int IConstructedTypeProvider<int>.GetArrayType(int elementType, ArrayShape shape) => 0;
    int IConstructedTypeProvider<int>.GetByReferenceType(int elementType) => 0;
    int IConstructedTypeProvider<int>.GetGenericInstantiation(int genericType, ImmutableArray<int> typeArguments) => 0;
    int IConstructedTypeProvider<int>.GetPointerType(int elementType) => 0;
    int ISZArrayTypeProvider<int>.GetSZArrayType(int elementType) => 0;
    int ISignatureTypeProvider<int, object?>.GetFunctionPointerType(MethodSignature<int> signature) => 0;
    int ISignatureTypeProvider<int, object?>.GetGenericMethodParameter(object? context, int index) => 0;
    int ISignatureTypeProvider<int, object?>.GetGenericTypeParameter(object? context, int index) => 0;
    int ISignatureTypeProvider<int, object?>.GetModifiedType(int modifier, int unmodifiedType, bool isRequired) => 0;
    int ISignatureTypeProvider<int, object?>.GetPinnedType(int elementType) => 0;
    int ISignatureTypeProvider<int, object?>.GetTypeFromSpecification(MetadataReader r, object? context, TypeSpecificationHandle handle, byte rawTypeKind) =>
        r.GetTypeSpecification(handle).DecodeSignature(this, context);
}
