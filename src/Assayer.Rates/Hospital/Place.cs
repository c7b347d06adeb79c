using Assayer.Codes.Tables;
using Assayer.Evidence;

namespace Assayer.Rates.Hospital;

/// <summary>An element of a JSON file: an item, one of its charges, one of the charge's payers. Counted from 0; -1 for none.</summary>
readonly record struct ItemPointer(long Item, long Charge = -1, long Payer = -1)
{
    public override string ToString() =>
        $"/standard_charge_information/{Item}{(Charge < 0 ? "" : $"/standard_charges/{Charge}")}{(Payer < 0 ? "" : $"/payers_information/{Payer}")}";
}

/// <summary>Where a value stands, in a sheet or in JSON; made into a location only where a diagnostic is kept.</summary>
readonly record struct Place
{
    readonly CsvRecords? _record;
    readonly int _field;
    readonly long _offset;
    readonly ItemPointer? _element;
    readonly string _member;

    Place(CsvRecords? record, int field, long offset, ItemPointer? element, string member) =>
        (_record, _field, _offset, _element, _member) = (record, field, offset, element, member);

    /// <summary>A cell of the record that is being read.</summary>
    public static Place Cell(CsvRecords record, int field) => new(record, Math.Max(field, 0), record.Offset, null, "");

    /// <summary>A member of an element, or the element itself.</summary>
    public static Place Member(long offset, ItemPointer element, string member = "") => new(null, 0, offset, element, member);

    /// <summary>Anything else in JSON.</summary>
    public static Place Pointer(long offset, string pointer) => new(null, 0, offset, null, pointer);

    public Location In(string file) => _record is { } record
        ? new(file, record.Line, ByteOffset: _offset, Address: record.Cell(_field))
        : new(file, ByteOffset: _offset, Address: _element is null ? _member : _member.Length == 0 ? $"{_element}" : $"{_element}/{_member}");
}
