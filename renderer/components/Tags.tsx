import { Tag } from '@blueprintjs/core';

interface TagsProps {
  readonly tags: readonly string[] | undefined;
  /** How many have room; of the others only the number is shown. */
  readonly most?: number;
}

/** Tags in a row; nothing where there are none. */
export function Tags({ tags, most = 4 }: TagsProps) {
  if (!tags || tags.length === 0) return null;
  const more = tags.slice(most);
  return (
    <span className="tags" title={tags.join(', ')}>
      {tags.slice(0, most).map((tag) => (
        <Tag key={tag} minimal>
          {tag}
        </Tag>
      ))}
      {more.length > 0 && (
        <Tag minimal className="more-tags" aria-label={`and ${more.length} more`}>
          +{more.length}
        </Tag>
      )}
    </span>
  );
}
